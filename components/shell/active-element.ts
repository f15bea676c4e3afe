/** What has the focus, also inside open shadow roots. */
export function activeElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Whether a node is in another, also through shadow roots. */
export function holds(outer: Node, inner: Node): boolean {
  for (let node: Node | null = inner; node;)
    if (node === outer) return true;
    else node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
  return false;
}
