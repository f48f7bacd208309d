// A place for h/views.
export function Terms() {
  return <main />;
}
