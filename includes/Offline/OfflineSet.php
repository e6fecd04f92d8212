<?php
declare(strict_types=1);

namespace Duet\Offline;

use DateTimeZone;
use Duet\Event\Event;
use Duet\Outbox\Entry;

defined( 'ABSPATH' ) || exit;

/** The merchant's offline event set, and the shop whose sales go there. */
interface OfflineSet {

	/** ISO 4217; '' when unknown. */
	public function currency(): string;

	/** ISO 3166-1 alpha-2; '' when unknown. */
	public function country(): string;

	/** In which files without a time zone are read. */
	public function zone(): DateTimeZone;

	/** Whether the merchant's table of identifiers lets through what TikTok matches the event by. */
	public function has_contact( Event $event ): bool;

	/** Writes the event to the outbox. */
	public function enqueue( Event $event ): Entry;
}
