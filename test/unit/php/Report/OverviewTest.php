<?php
declare(strict_types=1);

namespace Duet\Test\Report;

use Duet\Report\Overview;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class OverviewTest extends TestCase {

	private const PIXEL = [ 'code' => 'C9OPQFJC77U5NIJ6K7HG', 'label' => '', 'has_token' => true, 'paused' => null, 'last' => null ];

	private const READY = [
		'has_table'        => true,
		'pixels'           => [ self::PIXEL ],
		'has_consent_mode' => true,
		'counts'           => [ 'delivered' => 5 ],
		'oldest_pending'   => null,
	];

	/** @return array<string, array{array<string, mixed>, string, string, string|null}> Facts that differ, tone, part of the sentence, target of the action. */
	public static function states(): array {
		$paused = static fn( string $reason ): array => [ 'pixels' => [ [ 'paused' => [ 'reason' => $reason, 'message' => '' ] ] + self::PIXEL ] ];
		return [
			'all is well'              => [ [], 'good', 'is sending your events', null ],
			'no table'                 => [ [ 'has_table' => false, 'pixels' => [] ], 'bad', 'table of events is missing', null ],
			'no pixel'                 => [ [ 'pixels' => [], 'has_consent_mode' => false ], 'waiting', 'not connected', 'start' ],
			'no choice about consent'  => [ [ 'has_consent_mode' => false, 'pixels' => [ [ 'has_token' => false ] + self::PIXEL ] ], 'waiting', 'until you choose', 'start/consent' ],
			'no token'                 => [ [ 'pixels' => [ self::PIXEL, [ 'has_token' => false ] + self::PIXEL ] ], 'bad', 'no access token', 'settings/connection?field=pixels' ],
			'a wrong token'            => [ $paused( 'bad_credentials' ), 'bad', 'does not accept the access token', 'deliveries' ],
			'a moved site'             => [ $paused( 'address' ), 'bad', 'address of this site has changed', null ],
			'events wait for too long' => [ [ 'oldest_pending' => 1801 ], 'bad', 'have been waiting', 'deliveries?state=pending' ],
			'events wait as usual'     => [ [ 'oldest_pending' => 1800 ], 'good', 'is sending', null ],
			'nothing delivered yet'    => [ [ 'counts' => [ 'delivered' => 0, 'pending' => 1 ] ], 'waiting', 'waits for the first event', 'start/test' ],
		];
	}

	/** @param array<string, mixed> $facts */
	#[DataProvider( 'states' )]
	public function test_one_sentence_and_one_next_action( array $facts, string $tone, string $part, ?string $target ): void {
		/** @phpstan-ignore argument.type */
		$state = ( new Overview( $facts + self::READY ) )->state();
		self::assertSame( $tone, $state['tone'] );
		self::assertStringContainsString( $part, $state['sentence'] );
		self::assertSame( $target, $state['action']['target'] ?? null );
	}

	public function test_steps_are_done_one_after_the_other(): void {
		$done = static function ( array $facts ): array {
			/** @phpstan-ignore argument.type */
			$steps = ( new Overview( $facts + self::READY ) )->steps();
			return array_keys( array_filter( array_column( $steps, 'done', 'id' ) ) );
		};
		$none = [ 'counts' => [], 'has_consent_mode' => false ];
		self::assertSame( [], $done( [ 'pixels' => [] ] + $none ) );
		self::assertSame( [ 'pixel' ], $done( [ 'pixels' => [ [ 'has_token' => false ] + self::PIXEL ] ] + $none ) );
		self::assertSame( [ 'pixel', 'token' ], $done( $none ) );
		self::assertSame( [ 'pixel', 'token', 'consent' ], $done( [ 'counts' => [] ] ) );
		self::assertSame( [ 'pixel', 'token', 'consent', 'answer' ], $done( [ 'counts' => [], 'pixels' => [ [ 'last' => [ 'code' => 40105 ] ] + self::PIXEL ] ] ) );
		self::assertSame( [ 'pixel', 'token', 'consent', 'answer', 'event' ], $done( [] ) );
	}
}
