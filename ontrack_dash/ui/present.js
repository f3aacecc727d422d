// Keys, taps and the full screen of a presentation. Installed once; without slides on the page it does nothing.
() => {
  const button = (name) => document.querySelector(`.st-key-present-${name} button, .st-key-present-${name} a`);
  const isOn = () => document.querySelector(".st-key-present-bar, .st-key-present-overview");
  document.querySelector(".st-key-present-words")?.setAttribute("aria-live", "polite");
  if (window.ontrackPresent) return;
  window.ontrackPresent = true;

  const keys = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
    Home: "first", End: "last", KeyO: "grid", KeyF: "full", KeyP: "pause", KeyN: "notes", KeyQ: "leave", Escape: "leave",
  };
  // Within these the arrows and letters have a meaning of their own.
  const own = "input, textarea, select, [contenteditable=true], [role=radiogroup], [role=listbox], [role=menu]";
  const pressed = "button, a, summary, [role=button], [role=radio]";
  const press = (name) => {
    if (name === "full") return turnFull();
    if (name === "grid" && document.querySelector(".st-key-present-overview")) name = "grid_close";
    if (name === "leave" && document.querySelector(".st-key-present-overview")) name = "grid_close";
    const found = button(name);
    if (found && !found.disabled) found.click();
  };
  const turnFull = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  };

  document.addEventListener("keydown", (event) => {
    if (!isOn() || event.ctrlKey || event.altKey || event.metaKey) return;
    const at = event.target instanceof Element ? event.target : document.body;
    const hasOpen = document.querySelector("[data-testid=stPopoverBody]");
    const name = keys[event.key] ?? keys[event.code];
    if (!name || at.closest(own) || (hasOpen && event.key !== "PageDown" && event.key !== "PageUp")) return;
    if ((event.key === " " || event.key === "Enter") && at.closest(pressed)) return;
    if (document.querySelector(".st-key-present-overview") && !["grid", "leave", "full"].includes(name)) return;
    event.preventDefault();
    press(name);
  });

  // The controls fade while nobody moves.
  let asleep;
  const wake = () => {
    if (!isOn()) return;
    document.documentElement.classList.add("od-awake");
    clearTimeout(asleep);
    asleep = setTimeout(() => document.documentElement.classList.remove("od-awake"), 3000);
  };
  for (const name of ["mousemove", "touchstart", "focusin"]) document.addEventListener(name, wake, { passive: true });

  document.addEventListener("click", (event) => {
    const at = event.target;
    if (!(at instanceof Element)) return;
    if (at.closest(".st-key-present-full button") && event.isTrusted) turnFull();
    if (at.closest(".st-key-present-stage")) press(event.clientX < window.innerWidth / 3 ? "back" : "next");
    if (at.matches(".od-thumbnail")) at.closest("[class*=st-key-present-cell]")?.querySelector("button")?.click();
  });
  wake();
}
