/** Handlers of a part of a drawing that is a button, by mouse and by keyboard; the key means nothing to the page around it. */
export const onPress = (press: () => void) => ({
  onClick: press,
  onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    press();
  },
});

/** Scrolls less than this by hand are a click, in pixels. */
export const clickPx = 4;

/**
 * The same for a part that moves by itself: what was under the pointer when it went down is pressed when it goes up, wherever the
 * drawing has moved it meanwhile. A browser tells no click of a part that has moved away.
 *
 * @param press may be called twice for one press
 */
export const onPressMoving = (press: () => void) => ({
  ...onPress(press),
  onPointerDown({ button, clientX, clientY, pointerId }: PointerEvent): void {
    if (button !== 0) return;
    const over = new AbortController();
    const end = (event: PointerEvent): void => {
      if (event.pointerId !== pointerId) return;
      over.abort();
      const moved = Math.hypot(event.clientX - clientX, event.clientY - clientY);
      if (event.type === "pointerup" && moved < clickPx) press();
    };
    for (const type of ["pointerup", "pointercancel"] as const)
      addEventListener(type, end, { signal: over.signal });
  },
});
