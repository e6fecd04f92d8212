<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Duet\Wiring\MadeWhenNeeded;
use Duet\Wiring\Services;

defined( 'ABSPATH' ) || exit;

/**
 * What exactly TikTok gets, its answers, and the pauses after them.
 *
 * @property-read Payload $payload
 * @property-read Client  $client
 * @property-read Pauses  $pauses
 */
final class EventsApiModule {

	use MadeWhenNeeded;

	public function __construct( private readonly Services $services ) {
	}

	protected function make( string $name ): object {
		$services = $this->services;
		return match ( $name ) {
			'payload' => new Payload(
				$services->catalogue,
				$services->identifiers,
				$services->settings,
				$services->key,
				$services->clock
			),
			'client'  => Client::of_site(),
			'pauses'  => new Pauses( $services->database ),
			default   => throw new \LogicException( "no $name" ),
		};
	}
}
