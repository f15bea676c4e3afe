/** Lets the page do what else it has to do. */
export const turnOfThePage = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
