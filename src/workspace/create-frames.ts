import { FrameSource } from '../sandbox/host/frame-source.js';
import { FrameStock } from '../sandbox/host/frame-stock.js';
import type { WorkspaceOptions } from './workspace-options.js';

type FrameOptions = Pick<
  WorkspaceOptions,
  'frameSrc' | 'pyodideSrc' | 'pyodideIndex' | 'pyodideSpare'
>;

/** Where the frames of a workspace come from, and the Python in them; all of it beside the modules unless told. */
export function createFrames(options: FrameOptions): FrameStock {
  const frameSrc = toUrl(options.frameSrc ?? new URL('./sandbox.html', import.meta.url).href);
  return new FrameStock(new FrameSource(frameSrc), {
    runtime: URL.canParse('python.js', frameSrc) ? new URL('python.js', frameSrc).href : PYTHON,
    pyodide: toFolder(options.pyodideSrc ?? PYODIDE),
    index: options.pyodideIndex ? toUrl(options.pyodideIndex) : null,
    spare: options.pyodideSpare === true,
  });
}

const toUrl = (address: string): string => new URL(address, document.baseURI).href;

const toFolder = (address: string): string => toUrl(address).replace(/\/?$/, '/');

const PYTHON = new URL('./python.js', import.meta.url).href;

/** The copy that comes with the kit. */
const PYODIDE = new URL('./pyodide/', import.meta.url).href;
