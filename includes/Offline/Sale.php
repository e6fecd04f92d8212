<?php
declare(strict_types=1);

namespace Duet\Offline;

use DateTimeImmutable;
use DateTimeZone;
use Duet\Event\Catalogue;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use Duet\Event\PersonalData;
use Duet\Event\Visitor;
use Duet\Hashing\Normal;
use Duet\Outbox\Outbox;
use Duet\Support\IdKey;

defined( 'ABSPATH' ) || exit;

/** A row of a file -> a Purchase of the offline event set, or what is wrong with it, field by field. */
final class Sale {

	/** ISO 4217: currencies with three decimals. */
	private const THOUSANDTHS = [ 'BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND' ];

	/** Seconds a till's clock may run ahead. */
	private const AHEAD = 600;

	/**
	 * @param IdKey $key So that the same sale has the same id in every file.
	 * @param int               $now Unix seconds.
	 */
	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly IdKey $key,
		private readonly DateTimeZone $zone,
		private readonly int $now,
	) {
	}

	/**
	 * @param list<string> $row
	 * @return Event|array<string, string> The event, or messages by field.
	 */
	public function of( array $row, Reading $reading ): Event|array {
		$cell     = static fn( Field $field, string $otherwise = '' ): string => $reading->cell( $row, $field, $otherwise );
		$country  = strtoupper( $cell( Field::Country, $reading->country ) );
		$person   = self::known( [ 'email' => $cell( Field::Email ), 'phone' => $cell( Field::Phone ), 'country' => $country ] );
		$time     = $this->time( $cell( Field::Date ), $reading->dates );
		$currency = strtoupper( $cell( Field::Currency, $reading->currency ) );
		$value    = self::amount( $cell( Field::Value ), $reading->decimal, $currency );
		$quantity = $cell( Field::Quantity, '1' );
		$errors   = self::known(
			[
				'email'      => self::missing_contact( $person ),
				'date'       => is_string( $time ) ? $time : '',
				'value'      => is_string( $value ) ? $value : '',
				'currency'   => 1 === preg_match( '/\A[A-Z]{3}\z/', $currency )
					? ''
					: __( 'Not a currency code such as EUR.', 'duet-for-tiktok' ),
				'order_id'   => self::impersonal( 'order_id', $cell( Field::OrderId ) ),
				'content_id' => self::impersonal( 'content_id', $cell( Field::ContentId ) ),
				'quantity'   => 1 === preg_match( '/\A[1-9]\d{0,5}\z/', $quantity )
					? ''
					: __( 'Not a whole number from 1 up.', 'duet-for-tiktok' ),
			]
		);
		if ( is_string( $time ) || is_string( $value ) || [] !== $errors ) {
			return $errors;
		}
		$order = $cell( Field::OrderId );
		$id    = $this->id( '' === $order ? [ $time, $value, $currency, $person ] : [ $order ] );
		$line  = self::known( [ 'content_id' => $cell( Field::ContentId, 'order-' . ( '' === $order ? substr( $id, 2, 12 ) : $order ) ), 'content_name' => PersonalData::is_in( 'content_name', $cell( Field::Product ) ) ? '' : $cell( Field::Product ) ] )
			+ [ 'price' => round( $value / (int) $quantity, 4 ), 'quantity' => (int) $quantity ];
		return $this->event(
			$id,
			$time,
			self::known( [ 'order_id' => $order ] ) + [ 'value' => $value, 'currency' => $currency, 'contents' => [ $line ], 'content_type' => 'product' ],
			$person
		);
	}

	/**
	 * @param array<string, mixed>  $params
	 * @param array<string, string> $person Raw identifiers; hashed before anything is stored.
	 * @return Event|array<string, string>
	 */
	public function event( string $id, int $time, array $params, array $person, string $name = 'Purchase' ): Event|array {
		// The merchant who hands over sales says that they may: the screen asks, the command line and the API cannot.
		$visitor = new Visitor( consent: new Consent( 'none', Decision::Granted, 'offline', 'setting', $time ) );
		try {
			return Event::of(
				$this->catalogue,
				$name,
				$id,
				$time,
				new Facts( $params, $person ),
				$visitor,
				Origin::Offline
			);
		} catch ( InvalidEvent $error ) {
			return [ 'value' => $error->getMessage() ];
		}
	}

	/** @param array<mixed> $what That makes the sale this sale. */
	public function id( array $what ): string {
		return 'F-' . substr( hash_hmac( 'sha256', get_current_blog_id() . '|offline|' . json_encode( $what, JSON_INVALID_UTF8_SUBSTITUTE ), $this->key->get() ), 0, 24 );
	}

	/** @return int|string Unix seconds, or what is wrong. A day without a time is taken for noon. */
	private function time( string $text, string $dates ): int|string {
		$days  = 'iso' === $dates ? [ 'Y-m-d' ] : [ $dates ];
		$times = [
			' H:i:s',
			' H:i',
			'\TH:i:s',
			'\TH:i',
			'\TH:i:sP',
			'\TH:i:s\Z',
			'\TH:i:s.vP',
			'\TH:i:s.v\Z',
			' H:i:sP',
		];
		foreach ( $days as $day ) {
			foreach ( [ '', ...$times ] as $time ) {
				$zone  = str_ends_with( $time, '\Z' ) ? new DateTimeZone( 'UTC' ) : $this->zone;
				$date  = DateTimeImmutable::createFromFormat( '!' . $day . $time, $text, $zone );
				$wrong = DateTimeImmutable::getLastErrors();
				// 31 February is read as 3 March, with a warning.
				// A year of two digits is read as one of antiquity.
				if (
					false !== $date
					&& $date->format( 'Y' ) >= '1000'
					&& ( false === $wrong || 0 === $wrong['warning_count'] + $wrong['error_count'] )
				) {
					return $this->within( '' === $time ? min( $date->setTime( 12, 0 )->getTimestamp(), max( $this->now, $date->getTimestamp() ) ) : $date->getTimestamp() );
				}
			}
		}
		/* translators: %s: example of a date. */
		return sprintf( __( 'Not a date of the form %s.', 'duet-for-tiktok' ), wp_date( 'iso' === $dates ? 'Y-m-d H:i' : "$dates H:i", $this->now, $this->zone ) );
	}

	/** @param array<string, string> $person {email?, phone?, country?}. */
	public static function missing_contact( array $person ): string {
		return '' === Normal::email( $person['email'] ?? '' )
			&& '' === Normal::phone( $person['phone'] ?? '', $person['country'] ?? '' )
			? __( 'Neither a usable e-mail address nor a usable phone number. TikTok needs one of them.', 'duet-for-tiktok' )
			: '';
	}

	/** @return int|string Unix seconds, or why TikTok would not count a sale of then. */
	public function within( int $time ): int|string {
		return match ( true ) {
			$time > $this->now + self::AHEAD            => __( 'This date is in the future.', 'duet-for-tiktok' ),
			$time < $this->now - Outbox::HORIZON_OFFLINE => __( 'More than 28 days ago: TikTok does not count it any more.', 'duet-for-tiktok' ),
			default                                     => min( $time, $this->now ),
		};
	}

	/**
	 * @return float|string In major units, or what is wrong. "1,234" is reported as a mistake, because its value would
	 *         be a guess.
	 */
	private static function amount( string $text, string $decimal, string $currency ): float|string {
		$thousands = '.' === $decimal ? ',' : '.';
		$pattern   = sprintf( '/\A(\d{1,12}|\d{1,3}(\%1$s\d{3}){1,3})(\%2$s\d{1,4})?\z/', $thousands, $decimal );
		// A group of three digits and nothing else may be thousands in one country and thousandths in the other,
		// whatever was
		// chosen for the file; only a few currencies have thousandths.
		$both = in_array( $currency, self::THOUSANDTHS, true ) ? $thousands : '.,';
		if ( 1 !== preg_match( $pattern, $text ) || 1 === preg_match( "/\A[1-9]\d{0,2}[$both]\d{3}\z/", $text ) ) {
			/* translators: %s: example of an amount. */
			return sprintf( __( 'Not an amount of the form %s. Write it without thousands separators, or choose the other decimal sign.', 'duet-for-tiktok' ), '.' === $decimal ? '1234.50' : '1234,50' );
		}
		return (float) str_replace( [ $thousands, $decimal ], [ '', '.' ], $text );
	}

	/** What TikTok would get in the clear: a file whose columns are mixed up must not tell it who bought. */
	private static function impersonal( string $name, string $text ): string {
		return PersonalData::is_in( $name, $text )
			? __( 'This looks like an e-mail address. Choose another column.', 'duet-for-tiktok' )
			: '';
	}

	/**
	 * @param array<string, string> $texts
	 * @return array<string, string> Those that say something.
	 */
	private static function known( array $texts ): array {
		return array_filter( $texts, static fn( string $text ): bool => '' !== $text );
	}
}
