/** Text of a plugin file for tests: config fields, a script, and what else a test needs. */
export function pluginText(
  config: Record<string, unknown>,
  script = 'api.export({ setup() {}, run() {} })',
  rest = '',
): string {
  const full = { type: 'web-worker', api_version: '0.1.8', version: '0.1.0', ...config };
  return `<config lang="json">\n${JSON.stringify(full, null, 2)}\n</config>\n<script lang="javascript">\n${script}\n</script>\n${rest}`;
}

/** A text as it can stand in a script, also when it holds a script itself. */
export const quoted = (text: string): string => JSON.stringify(text).replaceAll('<', '\\u003c');

/** The error a promise rejects with; fails when it does not reject. */
export async function rejection(promise: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await promise;
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error('the promise did not reject');
}
