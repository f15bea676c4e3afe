/**
 * Starts a classic worker with the runtime in it and gives it the frame's port. A worker made in a frame
 * of opaque origin has that origin too: no storage, cookies or same-origin requests of the page.
 * @param script the element this runtime came from, inline or by URL
 */
export function startWorker(port: MessagePort, script: Element | null): void {
  const src = script?.getAttribute('src');
  const text = src ? `importScripts(${JSON.stringify(src)})` : (script?.textContent ?? '');
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.postMessage(null, [port]);
}
