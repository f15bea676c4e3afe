import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { HttpRefusal } from './http-refusal.js';

/**
 * Reads the first file of a form (`multipart/form-data`) while it comes.
 * @param take reads the whole file
 * @throws HttpRefusal for what is no form, or one without a file; what `take` throws; an error for a form that
 * does not end as it should
 */
export async function readFormFile(
  request: IncomingMessage,
  take: (file: Readable, name: string) => Promise<void>,
): Promise<void> {
  const form = openForm(request);
  let taken: Promise<void> | undefined;
  let file: Readable | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      form.on('file', (_field, stream, name) => {
        file = stream;
        // Errors come here even after its reader is gone; unheard they would end the engine.
        stream.on('error', reject);
        taken = take(stream, name);
        taken.catch(reject);
      });
      form.on('error', reject);
      form.on('finish', resolve);
      request.on('error', reject);
      request.pipe(form);
    });
    if (!taken) throw new HttpRefusal(400, 'the form has no file');
    await taken;
  } catch (error) {
    request.unpipe(form);
    file?.destroy(error as Error);
    // Whoever still writes would write into what is closed next.
    await taken?.catch(() => undefined);
    throw error;
  }
}

function openForm({ headers }: IncomingMessage) {
  try {
    if (!/^multipart\/form-data\b/i.test(headers['content-type'] ?? '')) throw new Error('no form');
    return new Busboy({
      headers: headers as BusboyHeaders,
      limits: { files: 1, parts: 100, fieldSize: 4096, headerSize: 16_384 },
    });
  } catch (error) {
    throw new HttpRefusal(415, `a file is sent as multipart/form-data: ${String(error)}`);
  }
}
