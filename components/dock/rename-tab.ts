/** Longer names are cut. */
const LONGEST = 200;

/**
 * Lets the user edit a name in place: Enter or leaving it takes it, Escape does not.
 * @param done hears the new name; an empty one means: as the window calls itself
 */
export function renameTab(tab: HTMLElement, name: string, done: (name: string) => void): void {
  const title = tab.querySelector<HTMLElement>('.lm_title');
  if (!title || tab.querySelector('input')) return;
  const field = document.createElement('input');
  field.value = name;
  field.maxLength = LONGEST;
  field.setAttribute('aria-label', 'Name of the window');
  let isOpen = true;
  const close = (taken: boolean): void => {
    if (!isOpen) return;
    isOpen = false;
    const hadFocus = field.matches(':focus');
    const value = field.value.trim();
    field.remove();
    title.hidden = false;
    if (hadFocus) tab.focus({ preventScroll: true });
    if (taken && value !== name) done(value);
  };
  field.addEventListener('blur', () => close(true));
  field.addEventListener('keydown', (event) => {
    // The tab's own keys are letters here.
    event.stopPropagation();
    if (event.key === 'Enter') close(true);
    if (event.key === 'Escape') close(false);
  });
  title.hidden = true;
  title.after(field);
  field.select();
  field.focus();
}
