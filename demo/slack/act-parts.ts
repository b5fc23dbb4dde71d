/** What acting as a person needs: the conversations, the open views, the way to the bot and the way back. */
import type { ChatParts } from './answer-chat.ts';
import type { Views } from './answer-views.ts';
import type { AppDispatcher } from './dispatch-to-app.ts';
import type { ResponseUrls } from './response-urls.ts';

export interface ActParts {
  chat: ChatParts;
  views: Views;
  app: AppDispatcher;
  responseUrls: ResponseUrls;
}
