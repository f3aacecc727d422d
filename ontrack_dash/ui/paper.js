// A chart is as wide as its place on the screen was, and a sheet of A4 is narrower. So a page is printed as wide as it
// is shown, and as small as the sheet, whose width within its margins is 186 mm of 25.4 to the inch of 96 pixels.
window.ontrackPaper ??= addEventListener("beforeprint", () => {
  const style = getComputedStyle(document.querySelector("[data-testid=stMainBlockContainer]"));
  const width = parseFloat(style.width) - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  document.documentElement.style.setProperty("--od-width", `${width}px`);
  document.documentElement.style.setProperty("--od-shrink", (186 / 25.4) * 96 / width);
}) ?? true;
