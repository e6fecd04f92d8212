/** What every channel is; none knows another, and none knows who made an event. */
import type { ChannelName } from '../../events/catalogue.ts';
import type { DuetEvent } from '../../events/event.ts';

export interface Channel {
	readonly key: ChannelName;
	/** How `localStorage` remembers which events of the server it got. */
	readonly mark: string;
	/** @param as the event's name on this channel */
	accept( event: DuetEvent, as: string | true ): void;
}
