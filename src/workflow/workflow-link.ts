import { ImjoyError } from '../base/error.js';
import { parsePageLink, toPageLink } from '../page-link/index.js';
import { readOpsValue, type OpsValue } from '../ui-form/index.js';

/**
 * Characters of a compressed workflow. What a text of that length can unpack to grows with its square: this
 * many give some tens of megabytes at worst, which a page bears; servers take no longer address anyhow.
 */
const MAX_COMPRESSED = 16_000;
/** Characters of a workflow's JSON. */
const MAX_JSON = 1_000_000;

/**
 * The address of a page with a workflow in its `workflow` parameter, compressed.
 * @param page address of the page that is to show it
 * @throws ImjoyError `WORKFLOW_INVALID` when the workflow is too long for a link
 */
export async function toWorkflowLink(workflow: OpsValue, page: string): Promise<string> {
  const { compressToEncodedURIComponent } = await compressor();
  const text = compressToEncodedURIComponent(JSON.stringify(workflow));
  if (text.length > MAX_COMPRESSED)
    throw new ImjoyError('WORKFLOW_INVALID', 'the workflow is too long for a link');
  return toPageLink(page, { workflow: text });
}

/**
 * The workflow of a link, or of its `workflow` parameter alone. Nothing of it runs.
 * @throws ImjoyError `WORKFLOW_INVALID` when it holds none
 */
export async function parseWorkflowLink(link: string): Promise<OpsValue> {
  const isLink = /^https?:/i.test(link) && URL.canParse(link);
  const text = isLink ? (parsePageLink(link).workflow ?? '') : link;
  if (text.length > MAX_COMPRESSED) throw invalid('the link is too long');
  const { decompressFromEncodedURIComponent } = await compressor();
  return parseWorkflowText(decompressFromEncodedURIComponent(text) ?? '');
}

/**
 * A workflow from its JSON.
 * @throws ImjoyError `WORKFLOW_INVALID` when it holds none
 */
export function parseWorkflowText(json: string): OpsValue {
  if (json.length > MAX_JSON) throw invalid('it is too long');
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    throw invalid('it cannot be read');
  }
  return readOpsValue(raw);
}

/** Few pages ever need it. Loaders differ in where they put what a script of this kind exports. */
async function compressor(): Promise<typeof import('lz-string')> {
  const module = await import('lz-string');
  return 'default' in module ? (module.default as typeof module) : module;
}

const invalid = (problem: string): ImjoyError =>
  new ImjoyError('WORKFLOW_INVALID', `this is no workflow: ${problem}`);
