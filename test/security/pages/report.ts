const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
  violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
);

export const query = new URLSearchParams(location.search);

/** Leaves what the page found where the test can read it. */
export async function report(find: () => Promise<Record<string, unknown>>): Promise<void> {
  const found = await find().catch((error: Error & { code?: string }) => ({
    failure: String(error.stack ?? error),
    code: error.code,
    message: error.message,
  }));
  // Violations are announced in tasks of their own, which are queued by now.
  await new Promise((resolve) => setTimeout(resolve));
  const element = document.createElement('pre');
  element.textContent = JSON.stringify({ ...found, violations });
  element.id = 'report';
  document.body.append(element);
}
