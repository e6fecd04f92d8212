<?php
declare(strict_types=1);

namespace Duet\Deliveries;

defined( 'ABSPATH' ) || exit;

/** What became of a merchant's wish to send a delivery again. */
enum Resent: string {
	case Queued   = 'queued';
	case Unknown  = 'unknown';
	case Waiting  = 'waiting';
	case Page     = 'page';
	case Withheld = 'withheld';
	case NoPixel  = 'no_pixel';
	case Changed  = 'changed';

	/** Code on this site stops it with the filter `duet_event`. */
	case Vetoed = 'vetoed';

	/** Nothing was done yet: it needs the merchant's word. */
	case Late = 'late';

	/** In a merchant's words, with what to do next. */
	public function words(): string {
		return match ( $this ) {
			self::Queued   => __( 'The event waits to be sent again. It goes out within a few minutes.', 'duet-for-tiktok' ),
			self::Unknown  => __( 'There is no such delivery any more. Reload the list.', 'duet-for-tiktok' ),
			self::Waiting  => __( 'This event is on its way already. Nothing needs to be done.', 'duet-for-tiktok' ),
			self::Page     => __( 'Only events of orders can be sent again: what a visitor did on a page is not stored anywhere else.', 'duet-for-tiktok' ),
			self::Withheld => __( 'This shopper withdrew consent or asked to be forgotten. The event must not be sent.', 'duet-for-tiktok' ),
			self::NoPixel  => __( 'This pixel is no longer among your pixels. Add it again first, then send the event.', 'duet-for-tiktok' ),
			self::Changed  => __( 'The order does not mean this event any more: it was changed, cancelled or refunded, or its shopper did not consent.', 'duet-for-tiktok' ),
			self::Vetoed   => __( 'Code on your site stops this event with the filter duet_event: a plugin, your theme or a snippet. Change that code first, then send the event.', 'duet-for-tiktok' ),
			self::Late     => __( 'This event is more than 48 hours old. TikTok merges copies of an event of the website no longer than that, and of an offline event perhaps never, so it may count a second time. Send it only if TikTok does not show it.', 'duet-for-tiktok' ),
		};
	}
}
