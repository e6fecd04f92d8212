<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/** What exactly TikTok gets, its answers, and the pauses after them. */
final class EventsApiModule {

	public readonly Payload $payload;
	public readonly Client $client;
	public readonly Pauses $pauses;

	public function __construct( Services $services ) {
		$this->payload = new Payload(
			$services->catalogue,
			$services->identifiers,
			$services->settings,
			$services->key,
			$services->clock
		);
		$this->client  = Client::of_site();
		$this->pauses  = new Pauses( $services->database );
	}
}
