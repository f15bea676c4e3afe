/** Whether a text is a plugin file itself, not the address of one. */
export const isSourceText = (text: string): boolean => /\n|^\s*</.test(text);
