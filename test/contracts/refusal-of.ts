import { expect } from '@open-wc/testing';
import type { ImjoyError } from '../../src/base/error.js';

/** What a call rejects with, which need not be an error; fails when it resolves. */
export async function refusalOf(promise: Promise<unknown>): Promise<ImjoyError> {
  return promise.then(
    (value) => expect.fail(`resolved with a ${typeof value}`),
    (error: unknown) => error as ImjoyError,
  );
}
