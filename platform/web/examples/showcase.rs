//! Every component of the shell on a sample site, for looking at and for screenshots:
//! `cargo run -p web --example showcase`, then <http://127.0.0.1:8090/>.

#[path = "../tests/sample/mod.rs"]
mod sample;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let features = vec![sample::feature()];
    let mut settings = sample::settings();
    settings.base_url = None;
    settings.demo = true;
    let site = web::Site::new(settings, &features)?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8090").await?;
    println!("http://{}/", listener.local_addr()?);
    let stop = async {
        // when the signal cannot be heard the server simply goes on
        let _ = tokio::signal::ctrl_c().await;
    };
    web::serve(listener, web::router(site, features, || Ok(())), stop).await?;
    Ok(())
}
