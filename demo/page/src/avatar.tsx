/** The square picture of somebody, drawn from their initials. */
import { useWorkspaceContext } from './workspace-context.ts';

const colours: Record<string, string> = {
  U0MAYACHEN: '#7c3085',
  U0JONASWEB: '#1d6fa5',
  USLACKBOT: '#616061',
};

/** Decoration: the name always stands beside it. */
export function Avatar({ userId, small = false }: { userId: string; small?: boolean }) {
  const { state } = useWorkspaceContext();
  const className = small ? 'avatar small' : 'avatar';
  if (userId === state.bot.userId) return <img className={className} src="/icon.svg" alt="" />;
  return (
    <span className={className} style={{ background: colours[userId] ?? '#616061' }} aria-hidden="true">
      {initialsOf(nameOf(state, userId))}
    </span>
  );
}

export function nameOf(
  { people, bot }: Pick<ReturnType<typeof useWorkspaceContext>['state'], 'people' | 'bot'>,
  userId: string,
): string {
  if (userId === bot.userId) return bot.name;
  return people.find(({ id }) => id === userId)?.name ?? 'Slackbot';
}

function initialsOf(name: string): string {
  const letters = name.split(' ').map((word) => word.slice(0, 1));
  return letters.join('').slice(0, 2);
}
