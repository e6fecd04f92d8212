<?php
declare(strict_types=1);

namespace Duet\Test\Consent;

use Duet\Consent\ConsentChoice;
use Duet\Consent\ConsentTool;
use Duet\Consent\ConsentTools;
use Duet\Consent\ToolCookies;
use Duet\Test\ShopTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class ConsentToolsTest extends ShopTestCase {

	/** @return iterable<string, array{string, array<mixed>, bool|null}> Slug, cookies, answer. */
	public static function cookies(): iterable {
		$vectors = json_decode( (string) file_get_contents( self::root() . '/test/vectors/consent-tools.json' ), true );
		foreach ( $vectors as $slug => $cases ) {
			foreach ( $cases as $case ) {
				// WordPress adds the slashes.
				$cookies = array_map( static fn( mixed $value ): mixed => is_string( $value ) ? addslashes( $value ) : $value, $case['cookies'] ?? [] );
				yield "$slug: {$case['title']}" => [ $slug, $cookies, array_key_exists( 'server', $case ) ? $case['server'] : $case['answer'] ];
			}
		}
	}

	/** @param array<mixed> $cookies */
	#[DataProvider( 'cookies' )]
	public function test_reads_the_answer_in_the_cookie( string $slug, array $cookies, ?bool $expected ): void {
		$tool = ( new ConsentTools() )->find( $slug );
		self::assertInstanceOf( ConsentTool::class, $tool );
		self::assertSame( $expected, $tool->answer( new ToolCookies( $cookies ) ) );
	}

	public function test_hostile_values_are_no_answer_and_throw_nothing(): void {
		$names = [ 'cmplz_marketing', 'cookieyes-consent', 'CookieConsent', 'borlabs-cookie', '_iub_cs-1', 'OptanonConsent', 'OptanonAlertBoxClosed', 'CookieScriptConsent', 'axeptio_cookies', 'moove_gdpr_popup', 'wpconsent_preferences', 'pressidium_cookie_consent', 'wpl_viewed_cookie', 'cookieconsent_status' ];
		$large = str_repeat( 'advertisement:yes,', 120_000 );
		self::assertGreaterThan( 2_000_000, strlen( $large ) );
		foreach ( [ $large, str_repeat( '[', 5000 ), "\xff\xfe\0", '', 'null', '{}', [ [ 'x' ] ], 7, null, true, '<script>', str_repeat( 'groups[x]', 900 ) ] as $value ) {
			foreach ( ( new ConsentTools() )->all() as $slug => $tool ) {
				self::assertNull( $tool->answer( new ToolCookies( array_fill_keys( $names, $value ) + [ 5 => 'x' ] ) ), $slug );
			}
		}
	}

	public function test_tools_are_found_by_their_plugins(): void {
		$tools = new ConsentTools();
		self::assertSame( 'cookiebot', $tools->found( [ 'woocommerce/woocommerce.php', 'cookiebot/cookiebot.php' ] )?->slug() );
		self::assertNull( $tools->found( [ 'akismet/akismet.php', 7, [], '' ] ) );
		self::assertInstanceOf( ConsentTool::class, $tools->find( ConsentTools::FALLBACK ) );
	}

	public function test_no_two_tools_share_a_slug_a_name_or_a_plugin(): void {
		$tools = array_values( ( new ConsentTools() )->all() );
		self::assertCount( count( (array) glob( self::root() . '/includes/Consent/Tool/*.php' ) ), $tools );
		$names   = array_map( static fn( ConsentTool $tool ): string => $tool->name(), $tools );
		$plugins = array_merge( ...array_map( static fn( ConsentTool $tool ): array => $tool->plugins(), $tools ) );
		self::assertSame( $names, array_unique( $names ) );
		self::assertSame( $plugins, array_unique( $plugins ) );
	}

	public function test_each_tool_may_be_chosen_and_nothing_else(): void {
		$slugs = array_column( ConsentChoice::tools(), 'value' );
		self::assertContains( 'onetrust', $slugs );
		foreach ( [ 'auto', ...$slugs ] as $slug ) {
			$this->with_settings( [] );
			$partial = [ 'consent' => [ 'tool' => $slug ] ];
			self::assertSame( [], ConsentChoice::check( $partial, $this->settings() ) );
			self::assertSame( [], $this->settings()->save( $partial ), $slug );
		}
		self::assertSame( [ 'consent.tool' ], array_keys( ConsentChoice::check( [ 'consent' => [ 'tool' => 'nobody' ] ], $this->settings() ) ) );
		self::assertSame( [], ConsentChoice::check( [ 'consent' => [ 'tool' => null ] ], $this->settings() ), 'back to the default' );
	}

	public function test_a_tool_that_is_no_longer_read_counts_as_not_named(): void {
		$this->with_settings( [ 'consent' => [ 'tool' => 'nobody' ] ] );
		self::assertNull( ( new ConsentTools() )->find( $this->settings()->values()->consent->tool ) );
		self::assertNull( ( new ConsentTools() )->find( 'auto' ) );
	}
}
