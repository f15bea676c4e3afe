import { Session, type Profiler } from 'node:inspector';
import { createContext, runInContext } from 'node:vm';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * What a regular expression reads again and again inside a single match cannot be counted. On the megabyte
 * that the tests read it would take minutes: a run without end fails, too.
 */
const ENDLESS_MS = 60_000;

/**
 * How much work `run` does, counted instead of timed: the runs of every block of JavaScript, and the
 * characters that the string functions below read. The same on every machine, however busy.
 *
 * V8 counts only in what it compiles after this module: import it before what is measured.
 */
export function countWork(run: () => void): number {
  takeBlocks();
  const natives = spyOnStrings();
  try {
    runInContext('run()', createContext({ run }), { timeout: ENDLESS_MS });
  } finally {
    natives.restore();
  }
  return takeBlocks() + natives.characters();
}

/** The runs of all blocks since the last time; posts to a session of the same thread answer at once. */
function takeBlocks(): number {
  let scripts: readonly Profiler.ScriptCoverage[] | null = null;
  session.post('Profiler.takePreciseCoverage', (error, coverage) => {
    if (error) throw error;
    scripts = coverage.result;
  });
  if (!scripts) throw new Error('V8 has not answered with its counts');
  return (scripts as readonly Profiler.ScriptCoverage[])
    .filter(({ url }) => url.startsWith('file:') && !url.includes('/test/'))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

function spyOnStrings() {
  let characters = 0;
  const originals = {
    indexOf: String.prototype.indexOf,
    slice: String.prototype.slice,
    split: String.prototype.split,
    trim: String.prototype.trim,
  };
  const { exec } = RegExp.prototype;
  const read = <Value>(count: number, value: Value): Value => ((characters += count), value);
  String.prototype.indexOf = function (this: string, needle: string, from = 0) {
    const found = originals.indexOf.call(this, needle, from);
    return read((found === -1 ? this.length : found) - from, found);
  };
  String.prototype.slice = function (this: string, ...range) {
    const part = originals.slice.apply(this, range);
    return read(part.length, part);
  };
  String.prototype.split = function (this: string, separator: unknown, limit?: number) {
    return read(this.length, originals.split.call(this, separator as never, limit));
  };
  String.prototype.trim = function (this: string) {
    return read(this.length, originals.trim.call(this));
  };
  // Every other method that takes a regular expression goes through `exec`.
  RegExp.prototype.exec = function (text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    const end = match ? match.index + match[0].length : this.sticky ? from + 1 : text.length;
    return read(end - from, match);
  };
  return {
    characters: () => characters,
    restore() {
      Object.assign(String.prototype, originals);
      RegExp.prototype.exec = exec;
    },
  };
}
