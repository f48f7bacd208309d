// What can wait until the next frame is on the screen, so that a key is seen first.

/** Longest wait where no frame comes: a page that nobody looks at draws none. */
const WITHOUT_FRAME = 100;

/** Do `f` once the frame that is being made has been painted. */
export function afterPaint(f: () => void): void {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    f();
  };
  requestAnimationFrame(() => setTimeout(once));
  setTimeout(once, WITHOUT_FRAME);
}
