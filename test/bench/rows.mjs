/** What the bench measures, row by row, and what ours has to reach. */

/**
 * @typedef {object} Target
 * @property {'floor' | 'core'} [against] compare the ratio to this contestant instead of the value itself
 * @property {number} [atMost]
 * @property {number} [atLeast]
 *
 * @typedef {object} Row
 * @property {string} id on the command line, and the function of a contestant that takes one sample
 * @property {string} name
 * @property {string} unit of the value: µs, ms, KB, MB/s, calls/s, × or none
 * @property {Target} target
 * @property {number} samples the median of so many
 * @property {number} [warmUp] so many samples are taken first and not counted: what is measured is code that has
 *   been compiled
 * @property {boolean} [fresh] a new page for every sample, because one spoils the next
 * @property {{page: string, pick: 'ms' | 'kilobytes'}} [cold] instead of a function: a page loaded
 *   with empty caches, and what is read off it when its first window plugin is ready
 */

const timesFloor = (atMost) => ({ against: 'floor', atMost });
const partOfFloor = (atLeast) => ({ against: 'floor', atLeast });
const atMost = (limit) => ({ atMost: limit });

/** @type {Row[]} */
export const rows = [
  {
    id: 'download',
    name: 'download until the first window plugin is ready, gzip',
    unit: 'KB',
    target: atMost(30),
    samples: 1,
    cold: { page: 'window', pick: 'kilobytes' },
  },
  {
    id: 'downloadWorkspace',
    name: 'the same for the full workspace without editor',
    unit: 'KB',
    target: atMost(110),
    samples: 1,
    cold: { page: 'workspace', pick: 'kilobytes' },
  },
  {
    id: 'coldStart',
    name: 'cold start: page to first window plugin ready',
    unit: 'ms',
    target: timesFloor(1.6),
    samples: 15,
    cold: { page: 'window', pick: 'ms' },
  },
  {
    id: 'windowReady',
    name: 'window plugin ready, one after another',
    unit: 'ms',
    target: timesFloor(1.3),
    samples: 30,
  },
  {
    id: 'fiftyWindows',
    name: '50 window plugins at once',
    unit: 'ms',
    target: timesFloor(1.2),
    samples: 10,
    // Frames that are left while fifty others go lose their surface over and over in Chromium, for seconds.
    fresh: true,
  },
  {
    id: 'workerReady',
    name: 'worker plugin ready (inside a sandboxed frame)',
    unit: 'ms',
    target: timesFloor(1.2),
    samples: 30,
  },
  {
    id: 'echoLatency',
    name: 'echo host → plugin, one at a time',
    unit: 'µs',
    target: timesFloor(1.25),
    warmUp: 10,
    samples: 30,
  },
  {
    id: 'inFlight100',
    name: 'the same, 100 in flight',
    unit: 'calls/s',
    target: partOfFloor(0.8),
    warmUp: 10,
    samples: 30,
  },
  {
    id: 'pluginToPlugin',
    name: 'plugin A → plugin B',
    unit: 'µs',
    target: timesFloor(2),
    warmUp: 10,
    samples: 30,
  },
  {
    id: 'smallObjects',
    name: '1,000 small objects echoed',
    unit: 'ms',
    target: timesFloor(1.3),
    warmUp: 10,
    samples: 30,
  },
  {
    id: 'transfer64MB',
    name: 'Float32 64 MB echo with _transfer',
    unit: 'MB/s',
    target: partOfFloor(0.95),
    samples: 30,
  },
  {
    id: 'transferBetweenPlugins',
    name: 'Float32 64 MB plugin A → B and back',
    unit: 'ms',
    // Two copies of 64 MB take several times as long on any machine: under this it was moved.
    target: atMost(10),
    samples: 5,
  },
  {
    id: 'appEcho',
    name: 'echo host → web app with imjoy-rpc, one at a time',
    unit: 'µs',
    target: { against: 'core', atMost: 1.3 },
    warmUp: 10,
    samples: 30,
  },
  {
    id: 'app16MB',
    name: 'Float32 16 MB echo of a web app with imjoy-rpc',
    unit: 'MB/s',
    target: { against: 'core', atLeast: 1 },
    samples: 30,
  },
  {
    id: 'pythonFirst',
    name: 'web-python plugin ready, the first of a page',
    unit: 'ms',
    target: timesFloor(1.25),
    samples: 7,
    fresh: true,
  },
  {
    id: 'pythonSecond',
    name: 'the second one where a spare is kept / the first',
    unit: '×',
    target: atMost(0.4),
    samples: 5,
    fresh: true,
  },
  {
    id: 'pythonEcho',
    name: 'echo host → Python, one at a time',
    unit: 'µs',
    target: timesFloor(5),
    warmUp: 10,
    samples: 30,
  },
  {
    id: 'pythonCallbacks',
    name: '10,000 callbacks given to Python and never called: alive after GC',
    unit: '',
    target: atMost(0),
    samples: 2,
    fresh: true,
  },
  {
    id: 'python16MB',
    name: 'Float32 16 MB array echo of Python',
    unit: 'MB/s',
    target: partOfFloor(0.8),
    samples: 30,
  },
  {
    id: 'nativeReady',
    name: 'native-python plugin ready, one after another',
    unit: 'ms',
    target: atMost(500),
    samples: 7,
  },
  {
    id: 'nativeEcho',
    name: 'echo host → Python on an engine, one at a time (the engine of 2019: 5,550)',
    unit: 'µs',
    target: atMost(1000),
    warmUp: 3,
    samples: 15,
  },
  {
    id: 'native64MB',
    name: 'Float32 64 MB array echo of Python on an engine',
    unit: 'MB/s',
    target: { atLeast: 80 },
    samples: 7,
  },
  {
    id: 'idlePages',
    name: 'memory of an engine for each of 1,000 pages that do nothing',
    unit: 'KB',
    target: atMost(64),
    samples: 1,
  },
  {
    id: 'callbacksAlive',
    name: '10,000 callbacks never called: alive after GC',
    unit: '',
    target: atMost(0),
    samples: 3,
    fresh: true,
  },
  {
    id: 'echoAfterCallbacks',
    name: 'echo after 10,000 callbacks / before',
    unit: '×',
    target: atMost(1.1),
    samples: 5,
    fresh: true,
  },
  {
    id: 'removeInFlight',
    name: 'call in flight when the plugin is removed: rejects after',
    unit: 'ms',
    target: atMost(100),
    samples: 5,
  },
  {
    id: 'parse1MB',
    name: 'parse a 1 MB plugin file',
    unit: 'ms',
    target: atMost(20),
    samples: 30,
  },
  {
    id: 'parseGrowth',
    name: 'parse 10 MB / ten times 1 MB',
    unit: '×',
    target: atMost(1.3),
    samples: 10,
  },
  {
    id: 'form200',
    name: 'form of 200 items shown',
    unit: 'ms',
    target: atMost(50),
    samples: 30,
  },
  ...[1, 50, 500].map((count) => ({
    id: `usable${count}`,
    name: `workspace with ${count} stored plugins: listed, and the last one answers`,
    unit: 'ms',
    target: atMost(250),
    samples: 10,
  })),
  {
    id: 'manyPlugins',
    name: 'workspace with 500 stored plugins usable / with 1',
    unit: '×',
    target: atMost(1.3),
    samples: 10,
  },
];
