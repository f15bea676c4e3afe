/** Puts a text where the user can paste it from. @returns whether the browser let us; it does so on safe pages alone */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
