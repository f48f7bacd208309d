// A place for h/views.
export function Stories() {
  return <main />;
}
