/** What the browser does with files outside of the page, done by the test instead. */

/**
 * Answers the file dialog that opens next.
 * @param files what the user chooses; null cancels
 * @returns the input that opened it
 */
export function answerFileDialog(files: readonly File[] | null): () => HTMLInputElement {
  const { click } = HTMLInputElement.prototype;
  const asked: HTMLInputElement[] = [];
  HTMLInputElement.prototype.click = function () {
    HTMLInputElement.prototype.click = click;
    asked.push(this);
    const transfer = new DataTransfer();
    for (const file of files ?? []) transfer.items.add(file);
    this.files = transfer.files;
    this.dispatchEvent(new Event(files ? 'change' : 'cancel'));
  };
  return () => asked[0]!;
}

/** The name and the content of the file that a click saves. */
export async function savedBy(click: () => unknown): Promise<[name: string, content: Blob]> {
  const { click: follow } = HTMLAnchorElement.prototype;
  try {
    return await new Promise((resolve) => {
      HTMLAnchorElement.prototype.click = function () {
        const read = fetch(this.href).then((response) => response.blob());
        resolve(read.then((content) => [this.download, content]));
      };
      click();
    });
  } finally {
    HTMLAnchorElement.prototype.click = follow;
  }
}
