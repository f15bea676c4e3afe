/** Sets style properties one by one, as a strict content security policy allows. */
export function setStyle(element: HTMLElement, style: Readonly<Record<string, string>>): void {
  for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value);
}

/** Takes back what {@link setStyle} set. */
export function unsetStyle(element: HTMLElement, style: Readonly<Record<string, string>>): void {
  for (const property of Object.keys(style)) element.style.removeProperty(property);
}
