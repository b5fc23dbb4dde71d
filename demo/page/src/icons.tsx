/** The few pictures of the page, drawn here: a machine without an emoji font would show boxes. */

const shapes = {
  eye: 'M1 8s2.5-5 7-5 7 5 7 5-2.5 5-7 5-7-5-7-5Zm7 2.2A2.2 2.2 0 1 0 8 5.8a2.2 2.2 0 0 0 0 4.4Z',
  thread: 'M2 3h12v8H7l-3 3v-3H2Zm3 3h6M5 8.5h4',
  file: 'M4 1.5h5.5L13 5v9.5H4Zm5 0V5.500h4',
  envelope: 'M1.500 3.500h13v9h-13Zm0 0 6.500 5.500 6.500-5.500',
} as const;

/** Decoration: its meaning is said in words beside it, or in the name of its button. */
export function Icon({ shape }: { shape: keyof typeof shapes }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={shapes[shape]} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" />
    </svg>
  );
}
