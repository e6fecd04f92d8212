<?php
declare(strict_types=1);

namespace Duet\Report;

use Duet\Deliveries\EventCounts;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * The three audiences a shop advertises to, and what feeds them: visitors who viewed and did not buy, shoppers who
 * filled a cart and did not buy, and customers, who need no further ad. Counted from what the server sent; the pixel's
 * own copies are not seen here.
 */
final class Audiences {

	private const DAYS = 30;

	/** Audience => the event that brings a person in, and the one that takes them out. */
	private const KINDS = [
		'viewed' => [ 'ViewContent', 'Purchase' ],
		'cart'   => [ 'AddToCart', 'Purchase' ],
		'buyers' => [ 'Purchase', '' ],
	];

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly EventCounts $counts,
	) {
	}

	/**
	 * @param int $now  Unix seconds.
	 * @param int $kept Days the ledger remembers.
	 * @return array{days: int, audiences: list<array{audience: string, with: array<string, mixed>, without: array<string, mixed>|null}>}
	 */
	public function of( int $now, int $kept ): array {
		$days      = min( self::DAYS, $kept );
		$counts    = $this->counts->by_event( $now - $days * 86400 );
		$audiences = [];
		foreach ( self::KINDS as $audience => [ $with, $without ] ) {
			$audiences[] = [
				'audience' => $audience,
				'with'     => $this->event( $with, $counts ),
				'without'  => '' === $without ? null : $this->event( $without, $counts ),
			];
		}
		return [ 'days' => $days, 'audiences' => $audiences ];
	}

	/**
	 * @param array<string, array{events: int, identified: int}> $counts
	 * @return array{event: string, pixel: bool, eventsApi: bool, events: int, identified: int}
	 */
	private function event( string $name, array $counts ): array {
		$definition = $this->catalogue->define( $name );
		return [
			'event'     => $this->settings->tiktok_name( $definition ),
			'pixel'     => [] !== $this->settings->pixels()
				&& $this->settings->channel_on( $definition, ChannelName::Pixel ),
			'eventsApi' => $this->settings->channel_on( $definition, ChannelName::EventsApi ),
		] + ( $counts[ $name ] ?? [ 'events' => 0, 'identified' => 0 ] );
	}
}
