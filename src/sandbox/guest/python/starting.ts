import type { SuppliedFiles, SupplyProgress } from './supplied-files.js';

/** Tells the host how far a start has come: a few words, and per cent. */
export type ReportStep = (text: string, progress: number) => void;

/** Shares of a start, in per cent: the rest is for packages and the plugin itself. */
const DOWNLOADED = 50;
const STARTED = 80;
const INSTALLED = 99;

/** Milliseconds between two reports of a download. */
const PAUSE = 100;

/** Reports a start of pyodide until it is over. @returns a function to call then */
export function reportStart(files: SuppliedFiles, report: ReportStep): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    timer = undefined;
    const { progress } = files;
    if (progress.loaded === progress.total) report('Starting Python', DOWNLOADED);
    else report(`Downloading Python, ${inMegabytes(progress)}`, DOWNLOADED * shareOf(progress));
  };
  tell();
  const disconnect = files.onProgress.connect(() => (timer ??= setTimeout(tell, PAUSE)));
  return () => {
    disconnect();
    clearTimeout(timer);
  };
}

/** Reports the packages of a plugin, each before it is installed. */
export function reportPackages(count: number, report: ReportStep): (name: string) => void {
  let installed = 0;
  return (name) => {
    const share = count > 0 ? installed++ / count : 1;
    report(`Installing ${nameOf(name)}`, STARTED + (INSTALLED - STARTED) * share);
  };
}

/** Of an address, its last part. */
const nameOf = (wanted: string): string => wanted.slice(wanted.lastIndexOf('/') + 1);

const shareOf = ({ loaded, total }: SupplyProgress): number =>
  total ? Math.min(1, loaded / total) : 0;

function inMegabytes({ loaded, total }: SupplyProgress): string {
  const here = (loaded / 1e6).toFixed(1);
  // A server that compresses tells another size.
  return total && total >= loaded ? `${here} of ${(total / 1e6).toFixed(1)} MB` : `${here} MB`;
}
