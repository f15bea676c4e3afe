/** Where on this page the kit was loaded from first. */
const KEY = Symbol.for('imjoy-elements');

const page = globalThis as unknown as Record<symbol, string | undefined>;
const first = page[KEY];

// Elements can be defined once: those of the first copy are used, and work with what else the second one has.
if (first === undefined) page[KEY] = import.meta.url;
else
  // eslint-disable-next-line no-console -- it is the page's author who has to know
  console.warn(
    `[imjoy] the kit is loaded twice, from ${first} and from ${import.meta.url}: the elements of the first are ` +
      'used. Load it once, or the same version from the same place.',
  );

export {};
