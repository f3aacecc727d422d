// Streamlit's own words are English, and so are the names it gives screen readers. This puts the reader's language
// in their place, now and whenever the page changes. `pairs` is a list of [in any of our languages, in this one];
// `{}` stands for a name inside a text.
(pairs, lang) => {
  const plain = new Map(pairs.filter(([text]) => !text.includes("{}")));
  const around = pairs
    .filter(([text]) => text.includes("{}"))
    .map(([text, said]) => [...text.split("{}"), said]);
  const names = ["aria-label", "title", "placeholder", "alt"];
  const say = (text) => {
    const known = plain.get(text.trim());
    if (known) return known;
    for (const [start, end, said] of around) {
      if (text.startsWith(start) && text.endsWith(end)) {
        return said.replace("{}", text.slice(start.length, text.length - end.length));
      }
    }
    return undefined;
  };
  const mend = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const said = plain.get(node.data.trim());
      if (said && said !== node.data.trim()) node.data = said;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    // What has a name and takes the focus is no mere presentation.
    if (node.role === "presentation" && node.hasAttribute("aria-label")) node.role = "group";
    for (const name of names) {
      const said = node.hasAttribute(name) && say(node.getAttribute(name));
      if (said && said !== node.getAttribute(name)) node.setAttribute(name, said);
    }
    node.childNodes.forEach(mend);
  };
  // In a list of cards a button says for listeners what it is about, too.
  const tell = () => {
    for (const button of document.querySelectorAll("[class*=st-key-card-] button, [class*=st-key-row-] button")) {
      const card = button.closest("[class*=st-key-row-], [class*=st-key-card-]");
      const said = button.querySelector("[data-testid=stMarkdownContainer]")?.textContent.trim();
      const about = card?.querySelector("h3, strong")?.textContent.trim();
      const name = said && about ? `${said}: ${about}` : undefined;
      if (name && name !== button.getAttribute("aria-label")) button.setAttribute("aria-label", name);
    }
  };
  document.documentElement.lang = lang;
  window.ontrackObserver?.disconnect();
  window.ontrackObserver = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(mend);
      else mend(change.target);
    }
    tell();
  });
  window.ontrackObserver.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: names,
  });
  mend(document.body);
  tell();
}
