// A place for h/views.
export function Dialogs() {
  return null;
}
