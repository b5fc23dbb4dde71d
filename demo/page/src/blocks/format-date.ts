/** Slack's `<!date^...>`: a moment written in the reader's own time zone. */

const styles: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { year: 'numeric', month: 'long', day: 'numeric' },
  date_short: { year: 'numeric', month: 'short', day: 'numeric' },
  date_long: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
};

/** Tokens it does not know stay as they are. `seconds` since 1970. */
export function formatDate(seconds: number, format: string): string {
  const date = new Date(seconds * 1000);
  return format.replaceAll(/\{(\w+?)(?:_pretty)?\}/g, (whole, name: string) => {
    const style = styles[name];
    return style ? date.toLocaleString([], style) : whole;
  });
}
