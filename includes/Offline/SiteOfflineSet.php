<?php
declare(strict_types=1);

namespace Duet\Offline;

use DateTimeZone;
use Duet\Admin\Shop;
use Duet\Event\Event;
use Duet\EventsApi\Payload;
use Duet\Outbox\Entry;
use Duet\Outbox\Outbox;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/** The offline event set of this site's settings. */
final class SiteOfflineSet implements OfflineSet {

	public function __construct(
		private readonly Settings $settings,
		private readonly Shop $shop,
		private readonly Payload $payload,
		private readonly Outbox $outbox,
	) {
	}

	public function currency(): string {
		return $this->shop->currency();
	}

	public function country(): string {
		return $this->shop->country();
	}

	public function zone(): DateTimeZone {
		return wp_timezone();
	}

	public function has_contact( Event $event ): bool {
		return $this->payload->has_contact( $event );
	}

	public function enqueue( Event $event ): Entry {
		$set  = (string) $this->settings->offline_set()?->code;
		$item = $this->payload->build( $event, $event->name, 'offline' );
		return $this->outbox->insert( $set, $event->name, $event, $item );
	}
}
