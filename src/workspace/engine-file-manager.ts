import { needFields, textOr, type Fields } from '../api/arguments.js';
import { ImjoyError } from '../base/error.js';
import type { EngineClient } from '../engine/client/engine-client.js';
import { downloadFile, uploadFile, type TransferOptions } from '../engine/client/file-transfers.js';
import * as protocol from '../engine/protocol.js';

/** A plugin on the engine, in whose name something is asked; null for the page and all others. */
type OnBehalf = string | null;

/** The files of an engine: those of its workspace folder, and what its user shares. Spec 9.1. */
export class EngineFileManager {
  readonly #engine: EngineClient;
  readonly #workspace: string;
  /** Urls of uploads that have not come to their end, by file and path. */
  readonly #begun = new WeakMap<Blob, Map<string, string>>();

  /** @param workspace in whose folder relative paths begin */
  constructor(engine: EngineClient, workspace: string) {
    this.#engine = engine;
    this.#workspace = workspace;
  }

  /** A folder and what is in it: `{path, name, type: 'dir', sep, children}`. */
  list(fields: Fields, plugin: OnBehalf): Promise<object> {
    return this.#ask(protocol.LIST_DIR, fields, plugin);
  }

  /** Whether the engine can do something that not all can. */
  can(feature: string): boolean {
    return this.#engine.info?.features.includes(feature) ?? false;
  }

  makeFolder(path: unknown, plugin: OnBehalf): Promise<object> {
    return this.#ask(protocol.MAKE_DIR, { path }, plugin);
  }

  async get(path: unknown, plugin: OnBehalf): Promise<File> {
    const url = await this.urlOf({ path }, plugin);
    const blob = await downloadFile(url);
    const name = decodeURIComponent(new URL(url).pathname.split('/').at(-1) ?? 'file');
    return new File([blob], name, { type: blob.type });
  }

  /** @param path where to; by default under its own name */
  async put(file: unknown, path: unknown, plugin: OnBehalf): Promise<object> {
    if (!(file instanceof Blob)) throw new ImjoyError('ARGUMENT', 'putFile needs a file');
    const target = textOr(path, file instanceof File ? file.name : null);
    const url = await this.uploadUrl({ path: target, overwrite: true }, plugin);
    return uploadFile(url, file);
  }

  /** Sends a file; one that broke off goes on where it was when it is sent there again. */
  async upload(
    file: unknown,
    { path, overwrite }: Fields,
    { onProgress, signal }: TransferOptions,
    plugin: OnBehalf,
  ): Promise<object> {
    if (!(file instanceof Blob)) throw new ImjoyError('ARGUMENT', 'uploadFile needs a file');
    const key = JSON.stringify([path, overwrite, plugin]);
    const begun = this.#begun.get(file) ?? new Map<string, string>();
    this.#begun.set(file, begun);
    const url = begun.get(key) ?? (await this.uploadUrl({ path, overwrite }, plugin));
    begun.set(key, url);
    try {
      const uploaded = await uploadFile(url, file, { onProgress, signal });
      begun.delete(key);
      return uploaded;
    } catch (error) {
      // A refusal is for good, a broken connection is not.
      if ((error as ImjoyError).details?.status !== undefined) begun.delete(key);
      throw error;
    }
  }

  async urlOf(config: unknown, plugin: OnBehalf): Promise<string> {
    const fields = needFields(config, 'getFileUrl');
    const { path, password, headers } = fields;
    const asked = { path, password, headers };
    return (await this.#ask<{ url: string }>(protocol.GET_FILE_URL, asked, plugin)).url;
  }

  async pathOf(config: unknown, plugin: OnBehalf): Promise<string> {
    const { url } = needFields(config, 'getFilePath');
    return (await this.#ask<{ path: string }>(protocol.GET_FILE_PATH, { url }, plugin)).path;
  }

  async uploadUrl(config: unknown, plugin: OnBehalf): Promise<string> {
    const { path, dir, overwrite } = needFields(config, 'requestUploadUrl');
    const asked = { path, dir, overwrite };
    return (await this.#ask<{ url: string }>(protocol.REQUEST_UPLOAD_URL, asked, plugin)).url;
  }

  async remove({ path, type = 'file', recursive }: Fields, plugin: OnBehalf): Promise<true> {
    await this.#ask(protocol.REMOVE_FILES, { path, type, recursive }, plugin);
    return true;
  }

  #ask<T = object>(event: string, fields: Fields, plugin: OnBehalf): Promise<T> {
    return this.#engine.ask<T>(event, { ...fields, workspace: this.#workspace, plugin });
  }
}
