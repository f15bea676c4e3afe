/** Whether a text that nobody marked as such tells of an error. */
export function isErrorText(text: string): boolean {
  return /rror|Traceback|Fail/.test(text);
}
