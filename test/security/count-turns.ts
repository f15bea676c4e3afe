/** Counts how often the page comes to run a task of its own, until the returned function is called. */
export function countTurns(): () => number {
  let turns = 0;
  let counting = true;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    turns++;
    if (counting) port2.postMessage(null);
  };
  port2.postMessage(null);
  return () => {
    counting = false;
    return turns;
  };
}
