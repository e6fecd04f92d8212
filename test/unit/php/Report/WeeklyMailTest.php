<?php
declare(strict_types=1);

namespace Duet\Report {
	/** @param mixed ...$mail */
	function wp_mail( ...$mail ): bool {
		$GLOBALS['duet_mails'][] = $mail;
		return true;
	}
	function get_bloginfo( string $what ): string {
		return 'Zoë&#039;s shop';
	}
	function wp_specialchars_decode( string $text, int $quotes ): string {
		return html_entity_decode( $text, $quotes );
	}
}

namespace Duet\Test\Report {

	use DateTimeImmutable;
	use Duet\Accuracy\AccuracyReports;
	use Duet\Report\WeeklyMail;
	use Duet\Settings\Schema;
	use Duet\Settings\Settings;
	use Duet\Settings\Tokens;
	use PHPUnit\Framework\TestCase;

	final class WeeklyMailTest extends TestCase {

		protected function setUp(): void {
			$GLOBALS['duet_mails']        = [];
			$GLOBALS['duet_test_options'] = [ 'admin_email' => 'admin@shop.test' ];
		}

		/** @param array<string, mixed> $report */
		private function run_at( string $time, array $report = [] ): bool {
			$report  += [ 'sales' => 10, 'allowed' => 8, 'delivered' => 7, 'accuracy' => 0.875, 'days' => [ [ 'reasons' => [ 'dead' => 1, 'no_visitor' => 1 ] ], [ 'reasons' => [ 'no_visitor' => 1 ] ] ], 'differences' => [], 'more' => 3 ];
			$settings = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
			$reports  = $this->createStub( AccuracyReports::class );
			$reports->method( 'of' )->willReturn( $report );
			$mail     = new WeeklyMail( $settings, $reports, strtoupper( ... ), 'https://shop.test/wp-admin/#accuracy' );
			return $mail->run( new DateTimeImmutable( $time ) );
		}

		public function test_nothing_unless_asked_for(): void {
			self::assertFalse( $this->run_at( '2026-11-16' ) );
			self::assertSame( [], $GLOBALS['duet_mails'] );
		}

		public function test_once_a_week_from_the_first_whole_one(): void {
			$GLOBALS['duet_test_options']['duet_settings'] = [ 'report' => [ 'weekly' => true ] ];
			$sent = array_map( $this->run_at( ... ), [ '2026-11-18 10:00', '2026-11-22 23:00', '2026-11-23 00:30', '2026-11-23 01:30', '2026-11-29', '2026-11-30' ] );
			self::assertSame( [ false, false, true, false, false, true ], $sent );
			self::assertCount( 2, $GLOBALS['duet_mails'] );
		}

		public function test_says_what_there_was_and_why_in_plain_text(): void {
			$GLOBALS['duet_test_options'] += [ 'duet_report' => '2026-47', 'duet_settings' => [ 'report' => [ 'weekly' => true, 'email' => 'ads@agency.test' ] ] ];
			self::assertTrue( $this->run_at( '2026-11-23' ) );
			[ $to, $subject, $text ] = $GLOBALS['duet_mails'][0];
			self::assertSame( [ 'ads@agency.test', "[Zoë's shop] Your sales and TikTok, last week" ], [ $to, $subject ] );
			self::assertStringContainsString( "Sales: 10. May be sent to TikTok: 8. Delivered: 7.\nAccuracy: 87.5 %\n\n1 × DEAD\n2 × NO_VISITOR\n", $text );
			self::assertStringContainsString( 'https://shop.test/wp-admin/#accuracy', $text );
		}

		public function test_never_rounds_up_to_a_hundred(): void {
			$GLOBALS['duet_test_options'] += [ 'duet_report' => '2026-47', 'duet_settings' => [ 'report' => [ 'weekly' => true ] ] ];
			$this->run_at( '2026-11-23', [ 'accuracy' => 0.9999 ] );
			self::assertStringContainsString( 'Accuracy: 99.9 %', $GLOBALS['duet_mails'][0][2] );
		}
	}
}
