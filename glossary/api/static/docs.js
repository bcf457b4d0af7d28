// Starts the vendored Swagger UI on our own description. Nothing is asked of other hosts: no validator, no fonts.
SwaggerUIBundle({
  url: "/api/v1/openapi.json",
  dom_id: "#reference",
  validatorUrl: null,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  syntaxHighlight: false,
});

// What its mark-up leaves out for readers of screens: landmarks, heading levels, names of choices, scrolling by keyboard.
function describe() {
  for (const [selector, name] of [[".information-container", "About the interface"], [".models", "Schemas"]]) {
    const part = document.querySelector(selector);
    if (part && !part.hasAttribute("aria-label")) {
      part.setAttribute("role", "region");
      part.setAttribute("aria-label", name);
    }
  }
  for (const [selector, level] of [["h3.opblock-tag", "2"], ["#reference h4", "3"], ["#reference h5", "4"]]) {
    for (const heading of document.querySelectorAll(`${selector}:not([aria-level])`)) {
      heading.setAttribute("role", "heading");
      heading.setAttribute("aria-level", level);
    }
  }
  for (const choice of document.querySelectorAll("#reference select:not([aria-label])")) {
    const row = choice.closest("tr");
    choice.setAttribute("aria-label", (row && row.dataset.paramName) || choice.id || "Media type or example");
  }
  for (const box of document.querySelectorAll("#reference pre:not([tabindex])")) box.setAttribute("tabindex", "0");
}
new MutationObserver(describe).observe(document.getElementById("reference"), { childList: true, subtree: true });
