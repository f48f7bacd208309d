// A place for h/views.
export function Memory() {
  return <main />;
}
