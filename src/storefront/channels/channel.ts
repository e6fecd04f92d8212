/** What every channel is. A channel sees neither the other channels nor the trigger of an event. */
import type { ChannelName } from '../../events/catalogue.ts';
import type { DuetEvent } from '../../events/event.ts';

export interface Channel {
	readonly key: ChannelName;
	/** The key in `localStorage` of the server's events that the channel has had. */
	readonly mark: string;
	/** @param as the event's name on this channel */
	accept( event: DuetEvent, as: string | true ): void;
}
