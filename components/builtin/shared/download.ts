/** Offers a blob to be saved under a name. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // The browser has taken the blob by the time the click has been handled, but not necessarily before.
  setTimeout(() => URL.revokeObjectURL(url));
}
