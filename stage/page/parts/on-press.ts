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
