/** The people of the workspace, without the administrator whom the emulator brings along. */
import type { Method } from './answer-chat.ts';
import type { SlackEmulator } from './launch-emulator.ts';

/** The emulator gives this id at every start to an account that nobody here can be. */
const emulatorAdmin = 'U000000001';

export function createPeopleMethods(emulator: SlackEmulator): Record<string, Method> {
  return {
    'users.list': async (args) => {
      const result = await emulator.call('users.list', args);
      const members = result['members'] as { id: string }[] | undefined;
      return members ? { ...result, members: members.filter(({ id }) => id !== emulatorAdmin) } : result;
    },
    'conversations.members': async (args) => {
      const result = await emulator.call('conversations.members', args);
      const members = result['members'] as string[] | undefined;
      return members ? { ...result, members: members.filter((id) => id !== emulatorAdmin) } : result;
    },
  };
}
