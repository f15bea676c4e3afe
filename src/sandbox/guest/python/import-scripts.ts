/**
 * Gives a module worker the function that it has no use for by itself: scripts that a Python plugin requires run in
 * its global scope, and may load others by it. Pyodide must be there already, which would take this for a classic
 * worker.
 */
export function allowImportScripts(): void {
  // eslint-disable-next-line no-eval -- nothing else runs text in the global scope of a module worker
  const evaluate = globalThis.eval;
  globalThis.importScripts = (...urls: (string | URL)[]) => {
    for (const url of urls) evaluate(`${read(url)}\n//# sourceURL=${String(url)}`);
  };
}

function read(url: string | URL): string {
  const request = new XMLHttpRequest();
  request.open('GET', url, false);
  request.send();
  // Of a blob, the status is 200 too.
  if (request.status !== 200) throw new Error(`the server answered ${request.status}`);
  return request.responseText;
}
