import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { needFileName } from './file-name.js';
import { readFormFile } from './form-file.js';
import type { WriteGrant } from './grants.js';
import { HttpRefusal } from './http-refusal.js';
import type { Reach } from './roots.js';
import { Upload, uploadedSize } from './upload.js';
import type { FileInfo, UploadRecord } from './upload-records.js';
import type { Uploads } from './uploads.js';

/** Whom an upload comes from, and what it may be. */
export interface UploadContext {
  readonly grant: WriteGrant;
  readonly reach: Reach;
  readonly uploads: Uploads;
  /** The most bytes a file may have. */
  readonly maxUpload: number;
  /** What a file without a name of its own is called: the `name` of the url's query. */
  readonly queryName: string | null;
}

/**
 * An upload, by any of three ways that mix:
 *
 * - `POST` sends a form with the file, as to the classic engine;
 * - `PUT` sends bytes. They begin at `Upload-Offset`, else the file begins anew, and the file is complete at
 *   `Upload-Length`, else at the end of the request;
 * - `HEAD` tells in `Upload-Offset` how many bytes have come. A file is finished by a `PUT` of the rest.
 *
 * Who completes it gets what the file is now; `PUT` of no bytes asks for that again, if the answer was lost.
 */
export async function receiveUpload(
  request: IncomingMessage,
  response: ServerResponse,
  context: UploadContext,
): Promise<void> {
  const { grant, uploads } = context;
  const giveBack = await uploads.turns.take(grant.id, () => request.destroy());
  try {
    if (request.destroyed) return;
    const record = await uploads.records.read(grant.id);
    if (request.method === 'HEAD') await tellOffset(response, record, context);
    else if (record?.done) answerAgain(request, response, record.done);
    else await receive(request, response, record, context);
  } finally {
    giveBack();
  }
}

async function tellOffset(
  response: ServerResponse,
  record: UploadRecord | null,
  { maxUpload }: UploadContext,
): Promise<void> {
  const size = record ? await uploadedSize(record) : 0;
  response.writeHead(200, {
    'Cache-Control': 'no-store',
    'Upload-Offset': String(size),
    ...(Number.isFinite(maxUpload) && { 'Upload-Limit': `max-size=${maxUpload}` }),
    ...(record?.done && { 'Upload-Length': String(size) }),
  });
  response.end();
}

function answerAgain(request: IncomingMessage, response: ServerResponse, done: FileInfo): void {
  const isQuestion =
    request.method === 'PUT' &&
    readNumber(request, 'upload-offset') === done.size &&
    readNumber(request, 'content-length') === 0;
  if (!isQuestion) throw new HttpRefusal(410, 'this url has been used, it is for one file');
  sendInfo(response, done);
}

async function receive(
  request: IncomingMessage,
  response: ServerResponse,
  record: UploadRecord | null,
  context: UploadContext,
): Promise<void> {
  const { grant, reach, uploads } = context;
  const open = (given: string | null) => {
    const name = grant.name ?? record?.name ?? given;
    if (name === null) throw new HttpRefusal(400, 'the file needs a name, as in ?name=cells.csv');
    return Upload.open(grant, uploads.records, { name: needFileName(name), reach });
  };
  const receiveAs = request.method === 'POST' ? receiveForm : receiveBytes;
  await receiveAs(request, response, context, open);
}

type Open = (name: string | null) => Promise<Upload>;

async function receiveForm(
  request: IncomingMessage,
  response: ServerResponse,
  { maxUpload }: UploadContext,
  open: Open,
): Promise<void> {
  let upload: Upload | undefined;
  try {
    await readFormFile(request, async (file, name) => {
      upload = await open(name);
      await upload.restart();
      await append(upload, file, maxUpload);
    });
    if (upload) await complete(response, upload);
  } finally {
    await upload?.close();
  }
}

async function receiveBytes(
  request: IncomingMessage,
  response: ServerResponse,
  { maxUpload, queryName }: UploadContext,
  open: Open,
): Promise<void> {
  const offset = readNumber(request, 'upload-offset');
  const total = readNumber(request, 'upload-length');
  const announced = total ?? (offset ?? 0) + (readNumber(request, 'content-length') ?? 0);
  if (announced > maxUpload) throw tooLarge(maxUpload);
  const upload = await open(queryName);
  try {
    if (offset === null) await upload.restart();
    else if (offset !== upload.size)
      throw new HttpRefusal(409, `${upload.size} bytes have come`, offsetOf(upload));
    await append(upload, request, total ?? maxUpload);
    if (total === null || upload.size === total) await complete(response, upload);
    else response.writeHead(204, { 'Cache-Control': 'no-store', ...offsetOf(upload) }).end();
  } finally {
    await upload.close();
  }
}

/** Takes bytes as fast as the disk does. What cannot be taken is left to the source, which may be told so. */
async function append(upload: Upload, source: Readable, most: number): Promise<void> {
  for await (const chunk of source.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Uint8Array;
    if (upload.size + bytes.length > most) {
      await upload.discard();
      throw tooLarge(most);
    }
    await upload.append(bytes);
  }
}

async function complete(response: ServerResponse, upload: Upload): Promise<void> {
  sendInfo(response, await upload.finish());
}

function sendInfo(response: ServerResponse, info: FileInfo): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'Upload-Offset': String(info.size),
  });
  response.end(JSON.stringify(info));
}

const offsetOf = ({ size }: Upload) => ({ 'Upload-Offset': String(size) });

const tooLarge = (most: number) => new HttpRefusal(413, `the file has more than ${most} bytes`);

/** @throws HttpRefusal for what is there but is no number of bytes */
function readNumber({ headers }: IncomingMessage, name: string): number | null {
  const text = headers[name];
  if (text === undefined) return null;
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw new HttpRefusal(400, `${name} is a number of bytes`);
}
