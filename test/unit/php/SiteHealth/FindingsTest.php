<?php
declare(strict_types=1);

namespace Duet\Test\SiteHealth;

use Duet\SiteHealth\Findings;
use Duet\SiteHealth\SiteState;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\MockObject\Stub;
use PHPUnit\Framework\TestCase;

final class FindingsTest extends TestCase {

	private const WELL = [
		'pixels' => [ [ 'code' => 'A', 'has_token' => true, 'paused' => null ] ],
		'oldest' => 59,
		'table'  => true,
		'skew'   => -2,
		'late'   => 0,
		'chosen' => true,
		'hidden' => false,
		'others' => [],
		'printed' => [],
		'banners' => [ [], false ],
		'doors'   => null,
		'size'    => [ 'rows' => 1000, 'bytes' => 1_900_000, 'most_rows' => 200_000, 'most_bytes' => 200_000_000, 'deleted' => 0, 'deleted_at' => 0 ],
	];

	/** @param array<string, mixed> $site */
	private function findings( array $site ): Findings {
		$site += self::WELL;
		return new Findings( $this->site( $site ) );
	}

	/** @param array<string, mixed> $site */
	private function site( array $site ): Stub&SiteState {
		$state   = $this->createStub( SiteState::class );
		$answers = [
			'pixels'               => $site['pixels'],
			'oldest_pending'       => $site['oldest'],
			'has_table'            => $site['table'],
			'clock_skew'           => $site['skew'],
			'seconds_late'         => $site['late'],
			'has_chosen_consent'   => $site['chosen'],
			'hides_addresses'      => $site['hidden'],
			'other_pixels'         => $site['others'],
			'unreadable_banners'   => $site['banners'][0],
			'has_confirmed_banner' => $site['banners'][1],
			'table_size'           => $site['size'],
		];
		foreach ( $answers as $method => $answer ) {
			$state->method( $method )->willReturn( $answer );
		}
		foreach ( [ 'printed_pixels' => 'printed', 'closed_doors' => 'doors' ] as $method => $name ) {
			$state->method( $method )->willReturnCallback( static fn(): mixed => $site[ $name ] instanceof \Closure ? $site[ $name ]() : $site[ $name ] );
		}
		return $state;
	}

	public function test_a_site_that_is_well_has_none(): void {
		foreach ( array_keys( Findings::tests() ) as $test ) {
			self::assertNull( $this->findings( [] )->of( $test ), $test );
			// Without pixels there is nothing to choose or to wait for.
			self::assertNull( $this->findings( [ 'pixels' => [], 'oldest' => null, 'chosen' => false ] )->of( $test ), $test );
		}
		self::assertNull( $this->findings( [] )->urgent() );
	}

	/** @return iterable<string, array{string, array<string, mixed>, bool, string}> */
	public static function ills(): iterable {
		$pause = static fn( int $until ): array => [ 'pixels' => [ [ 'code' => 'A', 'has_token' => true, 'paused' => [ 'reason' => 'x', 'message' => '40001 no', 'until' => $until ] ] ] ];
		yield 'table' => [ 'duet_table', [ 'table' => false ], true, 'no place to keep' ];
		yield 'no token' => [ 'duet_token', [ 'pixels' => [ [ 'code' => 'A', 'has_token' => false, 'paused' => null ] ] ], true, 'Pixel A has no access token' ];
		yield 'refused token' => [ 'duet_token', $pause( 0 ), true, 'TikTok refuses the access token of pixel A' ];
		yield 'refused events' => [ 'duet_refused', [ 'pixels' => [ [ 'code' => 'A', 'has_token' => true, 'paused' => [ 'reason' => 'bad_event', 'message' => '40002 no', 'until' => 9 ] ] ] ], true, 'refuses one event after the other for pixel A' ];
		yield 'consent' => [ 'duet_consent', [ 'chosen' => false ], true, 'not chosen' ];
		yield 'cron' => [ 'duet_cron', [ 'late' => 900 ], false, 'do not run' ];
		yield 'pending' => [ 'duet_pending', [ 'oldest' => 7200 ], false, 'has waited for' ];
		yield 'clock ahead' => [ 'duet_clock', [ 'skew' => 600 ], false, 'differ by' ];
		yield 'clock behind' => [ 'duet_clock', [ 'skew' => -600 ], false, 'differ by' ];
		yield 'proxy' => [ 'duet_proxy', [ 'hidden' => true ], false, 'hides your visitors' ];
		yield 'banner' => [ 'duet_banner', [ 'banners' => [ [ 'Cookie Notice' ], false ] ], true, 'in Cookie Notice' ];
		yield 'banner, confirmed' => [ 'duet_banner', [ 'banners' => [ [ 'Cookie Notice' ], true ] ], false, 'in Cookie Notice' ];
		yield 'pixels' => [ 'duet_pixels', [ 'others' => [ 'PixelYourSite' ] ], false, 'PixelYourSite' ];
		yield 'typed pixel' => [ 'duet_pixels', [ 'printed' => [ 'C1', 'C2' ] ], false, 'not Duet\'s: C1, C2' ];
		yield 'pixel of a plugin' => [ 'duet_pixels', [ 'printed' => [ 'C1' ], 'others' => [ 'PixelYourSite' ] ], false, 'not Duet\'s: C1' ];
	}

	public function test_says_when_the_list_of_deliveries_is_full(): void {
		$size = self::WELL['size'];
		$full = $this->findings( [ 'size' => [ 'bytes' => 200_000_001 ] + $size ] )->of( 'duet_space' );
		self::assertStringContainsString( '201 of 200 MB', (string) $full?->label );
		self::assertNotNull( $this->findings( [ 'size' => [ 'rows' => 200_001 ] + $size ] )->of( 'duet_space' ) );
		self::assertStringContainsString( '500 events', (string) $this->findings( [ 'size' => [ 'deleted' => 500, 'deleted_at' => time() - 86400 ] + $size ] )->of( 'duet_space' )?->text );
		self::assertNull( $this->findings( [ 'size' => [ 'deleted' => 500, 'deleted_at' => time() - 8 * 86400 ] + $size ] )->of( 'duet_space' ) );
	}

	/** @param array<string, mixed> $site */
	#[DataProvider( 'ills' )]
	public function test_finds_each_alone( string $test, array $site, bool $urgent, string $words ): void {
		$findings = $this->findings( $site );
		self::assertSame( $urgent, $findings->of( $test )?->urgent );
		self::assertStringContainsString( $words, (string) $findings->of( $test )?->label );
		self::assertSame( $urgent, null !== $findings->urgent() );
		foreach ( array_diff( array_keys( Findings::tests() ), [ $test ] ) as $other ) {
			self::assertNull( $findings->of( $other ), $other );
		}
	}

	public function test_a_pause_that_time_ends_is_nobodys_business(): void {
		$pixels = [ [ 'code' => 'A', 'has_token' => true, 'paused' => [ 'reason' => 'unreachable', 'message' => '', 'until' => 5 ] ] ];
		self::assertNull( $this->findings( [ 'pixels' => $pixels ] )->urgent() );
	}

	public function test_one_test_alone_asks_for_a_page(): void {
		$fetch    = static fn() => self::fail( 'fetched a page' );
		$findings = $this->findings( [ 'pixels' => [], 'printed' => $fetch, 'doors' => $fetch ] );
		foreach ( array_keys( Findings::tests() ) as $test ) {
			if ( ! in_array( $test, Findings::SLOW, true ) ) {
				self::assertNull( $findings->of( $test ) );
			}
		}
		self::assertNull( $findings->urgent() );
	}
}
