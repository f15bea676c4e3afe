/** Runs in a frame, and says from when to when it kept its process busy. */
const BUSY = `<script>
  const start = Date.now();
  while (Date.now() < start + 500);
  parent.postMessage({ start, end: Date.now() }, '*');
</script>`;

/**
 * Whether plugin frames have a process of their own, as in desktop Chromium. Where they share the page's, as
 * in Firefox, the page stands still while code in a frame is busy: it can notice nothing of it meanwhile.
 */
export async function framesRunBesideThePage(): Promise<boolean> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.srcdoc = BUSY;
  const turns: number[] = [];
  const timer = setInterval(() => turns.push(Date.now()), 5);
  const { start, end } = await new Promise<{ start: number; end: number }>((resolve) => {
    addEventListener('message', function hear({ source, data }: MessageEvent) {
      if (source !== frame.contentWindow) return;
      removeEventListener('message', hear);
      resolve(data as { start: number; end: number });
    });
    document.body.append(frame);
  });
  clearInterval(timer);
  frame.remove();
  return turns.some((turn) => turn > start && turn < end);
}
