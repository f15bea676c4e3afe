/** The server of the tests under its other name: another origin, and another site. */
export const elsewhere = new URL(location.origin);
elsewhere.hostname = location.hostname === 'localhost' ? '127.0.0.1' : 'localhost';

/** The address of a page beside this file, at another origin unless told. */
export const pageAt = (name: string, origin: string | URL = elsewhere): string =>
  new URL(`/test/imjoy-rpc/pages/${name}`, origin).href;
